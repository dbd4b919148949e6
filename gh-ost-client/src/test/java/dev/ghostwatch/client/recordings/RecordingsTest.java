package dev.ghostwatch.client.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.RejectionKind;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingsTest {

  @Test
  void everyKindOfRecordedReplyIsRead() {
    Counts counts = check(Recordings.chosen());
    System.out.println("Chosen recordings: " + counts);
    assertThat(counts.statusLines).isGreaterThan(150);
    assertThat(counts.hintBlocks).isGreaterThan(100);
    assertThat(counts.answers).hasSizeGreaterThan(12);
  }

  @Test
  void everyRecordedReplyIsRead() {
    Optional<List<Exchange>> all = Recordings.all();
    assumeTrue(all.isPresent(), "The folder of all recordings is not at hand");
    Counts counts = check(all.orElseThrow());
    System.out.println("All recordings: " + counts);
    assertThat(counts.statusLines).isGreaterThan(3_900);
  }

  @Test
  void everyStatusLineOfTheRecordedLogsIsRead() {
    Optional<List<String>> lines = Recordings.logLines();
    assumeTrue(lines.isPresent(), "The folder of all recordings is not at hand");
    int plain = 0;
    int copies = 0;
    for (String line : lines.orElseThrow()) {
      boolean copy = line.matches("\\S+ \\S+ INFO Copy: .* \\[\\]");
      String bare = copy ? line.replaceFirst("^.*? INFO ", "").replaceFirst(" \\[\\]$", "") : line;
      assertThat(Fields.of(StatusLine.parse(line)))
          .as(line)
          .isEqualTo(PlainReader.statusLine(bare));
      copies += copy ? 1 : 0;
      plain += !copy && line.startsWith("Copy: ") ? 1 : 0;
    }
    System.out.println(
        "Recorded logs: " + plain + " status lines and " + copies + " copies of them");
    assertThat(copies).isGreaterThan(1_000);
  }

  private static Counts check(List<Exchange> exchanges) {
    Counts counts = new Counts();
    for (Exchange exchange : exchanges) {
      counts.exchanges++;
      if (exchange.reply().isEmpty() && exchange.error() != null) {
        counts.withoutConnection++;
      } else if (exchange.hasStatusLine()) {
        checkStatus(exchange, counts);
      } else {
        checkAnswer(exchange, counts);
      }
    }
    return counts;
  }

  private static void checkStatus(Exchange exchange, Counts counts) {
    StatusReply reply = StatusReply.parse(exchange.reply());
    Map<String, ?> line = PlainReader.statusLine(exchange.reply());
    assertThat(line)
        .as("status line as the plain reader sees it, %s", exchange.source())
        .isNotNull();
    assertThat(Fields.of(reply.line())).as("status line, %s", exchange.source()).isEqualTo(line);
    counts.statusLines++;
    Map<String, ?> hints = PlainReader.hints(exchange.reply());
    assertThat(Fields.of(reply.hints())).as("hint lines, %s", exchange.source()).isEqualTo(hints);
    if (reply.hints() != null) {
      counts.hintBlocks++;
      assertThat(reply.hints().unrecognised())
          .as("unrecognised hints, %s", exchange.source())
          .isEmpty();
    }
    counts.fields += (line == null ? 0 : line.size()) + (hints == null ? 0 : hints.size());
    assertThat(reply.otherLines())
        .as("other lines, %s", exchange.source())
        .allMatch(text ->
            text.matches("# Note: you may only throttle .*|Postponed|Unpostponed|\\S+:\\d+"));
    assertThat(Answer.of(exchange.sentLine(), exchange.reply()))
        .as("answer to %s, %s", exchange.sentLine(), exchange.source())
        .isEqualTo(new Answer.Status(reply));
  }

  private static void checkAnswer(Exchange exchange, Counts counts) {
    ExpectedAnswer expected = ExpectedAnswer.of(exchange.reply());
    Answer answer = Answer.of(exchange.sentLine(), exchange.reply());
    assertThat(kind(answer, expected))
        .as("answer %s to %s, %s", answer, exchange.sentLine(), exchange.source())
        .isEqualTo(expected);
    counts.answers.merge(expected, 1, Integer::sum);
  }

  /** The expected answer that this answer is, or another one when it is not the expected one. */
  private static ExpectedAnswer kind(Answer answer, ExpectedAnswer expected) {
    return switch (answer) {
      case Answer.Rejected(RejectionKind kind, _) ->
          kind == RejectionKind.OTHER
              ? ExpectedAnswer.NOTHING
              : ExpectedAnswer.valueOf(kind.name());
      case Answer.Acknowledged _ -> ExpectedAnswer.PANIC;
      case Answer.Help help ->
          help.capabilities().knows("panic") ? ExpectedAnswer.HELP : ExpectedAnswer.NOTHING;
      case Answer.Empty _ -> ExpectedAnswer.NOTHING;
      case Answer.Value(String text) -> ExpectedAnswer.of(text + "\n");
      case Answer.Status _, Answer.NotSent _, Answer.Unrecognised _ ->
          throw new AssertionError("Expected " + expected + ", got " + answer);
    };
  }

  private static final class Counts {
    private int exchanges;
    private int withoutConnection;
    private int statusLines;
    private int hintBlocks;
    private int fields;
    private final Map<ExpectedAnswer, Integer> answers = new EnumMap<>(ExpectedAnswer.class);

    @Override
    public String toString() {
      int others = answers.values().stream().mapToInt(Integer::intValue).sum();
      return exchanges
          + " exchanges, "
          + withoutConnection
          + " without connection; "
          + statusLines
          + " status lines and "
          + hintBlocks
          + " hint blocks, "
          + fields
          + " fields compared; "
          + others
          + " other replies "
          + answers;
    }
  }
}
