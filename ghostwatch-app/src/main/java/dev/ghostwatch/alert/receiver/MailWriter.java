package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.config.receiver.EmailConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** Writes a mail: the same in plain text and in HTML, for the reader's program to choose. */
final class MailWriter {
  /** A mail longer than this is nobody's to read; servers begin to refuse at some megabytes. */
  private static final int LONGEST = 200_000;

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final EmailConfig config;
  private final ReceiverContext context;

  MailWriter(EmailConfig config, ReceiverContext context) {
    this.config = config;
    this.context = context;
  }

  MimeMessage write(Session session, Letter letter) throws MessagingException {
    Message message = Message.of(letter, context.words(), context.zone());
    Notification notification = letter.notification();
    String text = fit(Markup.PLAIN).alerts(message) + "\n";
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(page(message), UTF_8, "html");
    MimeMultipart both = new MimeMultipart("alternative", plain, html);
    String thread = id(notification.groupKey());
    MimeMessage mail = new Identified(session, id(notification.id()));
    mail.setFrom(address(config.from()));
    for (String to : config.to()) {
      mail.addRecipient(jakarta.mail.Message.RecipientType.TO, address(to));
    }
    mail.setSubject(message.title(), UTF_8);
    mail.setSentDate(Date.from(notification.at()));
    // Mails of one group are shown as one conversation.
    mail.setHeader("References", thread);
    mail.setHeader("In-Reply-To", thread);
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-GhostWatch-Notification", Signatures.sha256(notification.id()));
    mail.setContent(both);
    mail.saveChanges();
    return mail;
  }

  /** An address as the file has it; a name before it may be in any language. */
  static InternetAddress address(String text) throws MessagingException {
    int bracket = text.indexOf('<');
    if (bracket < 0) {
      return new InternetAddress(text);
    }
    InternetAddress address =
        new InternetAddress(text.substring(bracket + 1, text.lastIndexOf('>')));
    try {
      address.setPersonal(text.substring(0, bracket).strip(), UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new AddressException("BUG: every Java has UTF-8: " + e.getMessage());
    }
    return address;
  }

  private Fit fit(Markup markup) {
    return new Fit(markup, context.words(), LONGEST, String::length);
  }

  private String page(Message message) {
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>"
        + Markup.HTML.escape().apply(message.title())
        + "</title></head>\n<body style=\"font-family:sans-serif\"><p>"
        + fit(Markup.HTML).alerts(message)
        + "</p></body></html>\n";
  }

  /** The same for the same notification, so that a mail that came twice can be told as one. */
  private static String id(String name) {
    return "<" + Signatures.sha256(name).substring(0, 32) + "@ghostwatch>";
  }

  /** A mail that keeps the id it is given. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
