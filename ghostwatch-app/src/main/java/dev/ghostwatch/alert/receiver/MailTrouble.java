package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What the exceptions of a mail session say.
 *
 * @param reached addresses that got the mail all the same
 * @param later why some should get it later; null when none should
 * @param refused why others never will, for each of them
 */
record MailTrouble(Set<String> reached, @Nullable String later, List<String> refused) {
  private static final int DEEPEST = 50;

  static MailTrouble of(Causes causes, String place, Throwable failure, Duration limit) {
    if (failure instanceof AuthenticationFailedException login) {
      return new MailTrouble(
          Set.of(), null, List.of(causes.say("mailLogin", place, message(login))));
    }
    Set<String> reached = new HashSet<>();
    List<String> refused = new ArrayList<>();
    String later = null;
    boolean told = false;
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      switch (at) {
        case SMTPAddressFailedException each -> {
          told = true;
          String cause =
              causes.say("mailRecipient", place, String.valueOf(each.getAddress()), message(each));
          if (isFinal(each.getReturnCode())) {
            refused.add(cause);
          } else {
            later = cause;
          }
        }
        case SMTPSendFailedException whole when whole.getReturnCode() >= 400 -> {
          told = true;
          String cause = causes.say("mail", place, message(whole));
          if (isFinal(whole.getReturnCode())) {
            refused.add(cause);
          } else {
            later = cause;
          }
          reached.addAll(plain(whole.getValidSentAddresses()));
        }
        case SendFailedException send -> reached.addAll(plain(send.getValidSentAddresses()));
        default -> {}
      }
      at = next(at);
    }
    if (!told) {
      later = NetworkTrouble.say(causes, place, null, rootOf(failure), limit);
    }
    return new MailTrouble(reached, later, refused);
  }

  /** Those of the addresses that need no other mail: they have it, or never will. */
  List<String> reached(List<String> addresses) {
    return addresses.stream().filter(address -> reached.contains(bare(address))).toList();
  }

  /**
   * How the try ended.
   *
   * @param recipients how many there were
   */
  Delivery delivery(int recipients) {
    if (later != null) {
      return new Delivery.Retry(later, null);
    }
    if (!reached.isEmpty()) {
      return new Delivery.Delivered(refused);
    }
    return new Delivery.Rejected(
        refused.size() > 1
            ? refused.getFirst() + " (" + refused.size() + "/" + recipients + ")"
            : String.join("; ", refused));
  }

  private static boolean isFinal(int code) {
    return code >= 500 && code < 600;
  }

  private static @Nullable Throwable next(Throwable at) {
    return at instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : at.getCause();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable at = failure;
    while (at instanceof MessagingException mail && mail.getNextException() != null) {
      at = mail.getNextException();
    }
    return at;
  }

  private static Set<String> plain(Address @Nullable [] addresses) {
    return addresses == null
        ? Set.of()
        : Arrays.stream(addresses)
            .map(address ->
                address instanceof InternetAddress internet
                    ? internet.getAddress()
                    : address.toString())
            .map(MailTrouble::bare)
            .collect(Collectors.toSet());
  }

  private static String bare(String address) {
    int bracket = address.indexOf('<');
    return (bracket < 0 ? address : address.substring(bracket + 1, address.lastIndexOf('>')))
        .toLowerCase(Locale.ROOT);
  }

  private static String message(Exception failure) {
    return String.valueOf(failure.getMessage());
  }
}
