package dev.ghostwatch.source.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusReply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPollerTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  /** A gh-ost that says what it is told to say. */
  private static final class Puppet implements CommandChannel {
    final List<String> asked = new ArrayList<>();
    String state = "migrating";
    boolean hints = false;
    boolean broken = false;

    @Override
    public Endpoint endpoint() {
      return new Endpoint.UnixSocket(Path.of("/tmp/puppet.sock"));
    }

    @Override
    public String exchange(Command command) throws ControlException {
      if (command.wire().equals("help")) {
        return "sup # Print a short status message\n";
      }
      asked.add(command.wire());
      if (broken) {
        throw new ControlException(ControlException.Kind.NO_ANSWER, endpoint(), "no answer", null);
      }
      String line =
          "Copy: 1/100 1.0%%; Applied: 0; Backlog: 0/1000; Time: 9s(total), 9s(copy); streamer: b:1; Lag: 0.01s, State: %s; ETA: N/A\n"
              .formatted(state);
      return (hints || command.wire().equals("status") ? "# chunk-size: 1000\n" : "") + line;
    }
  }

  private final Puppet puppet = new Puppet();
  private final StatusPoller poller = new StatusPoller(new GhostClient(puppet));

  private StatusReply poll(long seconds) throws ControlException {
    return poller.poll(START.plusSeconds(seconds));
  }

  @Test
  void theFullStatusIsReadFirstAndThenEveryTenMinutes() throws Exception {
    for (long second = 0; second <= 1210; second += 30) {
      poll(second);
    }
    assertThat(puppet.asked).hasSize(41);
    assertThat(puppet.asked.indexOf("status")).isZero();
    assertThat(puppet.asked.get(20)).isEqualTo("status");
    assertThat(puppet.asked.get(40)).isEqualTo("status");
    assertThat(puppet.asked).filteredOn(word -> word.equals("status")).hasSize(3);
  }

  @Test
  void aStatusReadElsewhereCounts() throws Exception {
    poller.statusRead(START, StatusReply.parse(puppetLine()).line());
    poll(30);
    assertThat(puppet.asked).containsExactly("sup");
  }

  private static String puppetLine() {
    return "Copy: 1/100 1.0%; Applied: 0; Backlog: 0/1000; Time: 9s(total), 9s(copy); streamer: b:1; State: migrating; ETA: N/A\n";
  }

  @Test
  void aNewStateIsFollowedByAFullStatus() throws Exception {
    poll(0);
    poll(30);
    puppet.state = "throttled, flag-file";
    poll(60);
    poll(90);
    poll(120);
    assertThat(puppet.asked).containsExactly("status", "sup", "sup", "status", "sup");
  }

  @Test
  void hintsThatComeWithAShortStatusSaveTheFullOne() throws Exception {
    poll(0);
    puppet.hints = true;
    poll(590);
    puppet.hints = false;
    poll(620);
    assertThat(puppet.asked).containsExactly("status", "sup", "sup");
  }

  @Test
  void oneQuestionAPollAlsoAfterAFailure() throws Exception {
    poll(0);
    puppet.broken = true;
    assertThatThrownBy(() -> poll(30)).isInstanceOf(ControlException.class);
    puppet.broken = false;
    poll(60);
    assertThat(puppet.asked).containsExactly("status", "sup", "sup");
  }
}
