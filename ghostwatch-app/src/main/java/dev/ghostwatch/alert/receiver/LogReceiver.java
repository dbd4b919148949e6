package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.LogReceiverConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the agent's log, a line for each alert. */
final class LogReceiver implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alerts");

  private final LogReceiverConfig config;
  private final ReceiverContext context;

  LogReceiver(LogReceiverConfig config, ReceiverContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Delivery deliver(Letter letter) {
    for (Message.Item item : Message.of(letter, context.words(), context.zone()).items()) {
      String text = config.details() ? item.title() + ": " + oneLine(item.text()) : item.title();
      String line =
          "event=alert status=%s level=%s text=\"%s\" facts=\"%s\""
              .formatted(
                  item.resolved() ? "resolved" : "firing",
                  Payload.level(item.severity()),
                  text.replace("\"", "'"),
                  item.facts().replace("\"", "'"));
      if (item.resolved()) {
        LOG.info("{}", line);
      } else {
        switch (item.severity()) {
          case INFO -> LOG.info("{}", line);
          case WARNING -> LOG.warn("{}", line);
          case ERROR, CRITICAL -> LOG.error("{}", line);
        }
      }
    }
    return new Delivery.Delivered();
  }

  private static String oneLine(String text) {
    return String.join(" ", text.lines().toList());
  }
}
