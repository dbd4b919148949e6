package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.EmailConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Mails, one to all recipients. Who has got it is remembered: when the server takes some recipients
 * now and others later, the later try goes to those alone.
 */
final class EmailReceiver implements Receiver {
  private final EmailConfig config;
  private final ReceiverContext context;
  private final Causes causes;
  private final MailSession sessions;
  private final MailWriter writer;
  private final Told told = new Told();

  EmailReceiver(EmailConfig config, ReceiverContext context, MailSession sessions, Causes causes) {
    this.config = config;
    this.context = context;
    this.causes = causes;
    this.sessions = sessions;
    this.writer = new MailWriter(config, context);
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    List<String> missing = told.missing(letter.notification().id(), config.to());
    if (missing.isEmpty()) {
      return new Delivery.Delivered();
    }
    FutureTask<Delivery> task = new FutureTask<>(() -> send(letter, missing));
    Thread thread = Thread.ofVirtual().name("mail").start(task);
    try {
      // The limits of single steps add up; this is the limit of the whole.
      return task.get(context.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new Delivery.Retry(
          causes.say("slow", place(), Causes.duration(context.limit())), null);
    } catch (ExecutionException e) {
      return failure(letter, missing, e.getCause() == null ? e : e.getCause());
    } finally {
      // Interrupting a virtual thread closes the socket it waits for.
      thread.interrupt();
    }
  }

  private Delivery send(Letter letter, List<String> missing) throws MessagingException {
    Session session = sessions.open(context.limit());
    MimeMessage mail = writer.write(session, letter);
    List<InternetAddress> to = new ArrayList<>();
    for (String address : missing) {
      to.add(MailWriter.address(address));
    }
    try (Transport transport = session.getTransport()) {
      transport.connect(
          config.host(),
          config.port(),
          config.user(),
          config.password() == null ? null : config.password().reveal());
      transport.sendMessage(mail, to.toArray(InternetAddress[]::new));
    }
    told.all(letter.notification().id(), missing);
    return new Delivery.Delivered();
  }

  private Delivery failure(Letter letter, List<String> missing, Throwable failure) {
    MailTrouble trouble = MailTrouble.of(causes, place(), failure, context.limit());
    told.all(letter.notification().id(), trouble.reached(missing));
    return trouble.delivery(missing.size());
  }

  private String place() {
    return config.host() + ":" + config.port();
  }
}
