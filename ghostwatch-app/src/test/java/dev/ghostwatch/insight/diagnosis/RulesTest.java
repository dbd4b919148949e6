package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void allOfThemInTheirOrder() {
    assertThat(Rules.ALL)
        .extracting(Rule::id)
        .isEqualTo(IntStream.rangeClosed(1, 40).mapToObj(i -> "D" + i).toList());
  }

  /** Each rule has a test of a case in which it speaks, and of a near miss in which it must not. */
  @Test
  void eachHasACaseAndANearMiss() throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files =
        Files.list(Path.of("src/test/java/dev/ghostwatch/insight/diagnosis"))) {
      for (Path file : files.filter(it -> it.toString().endsWith("RulesTest.java")).toList()) {
        tests.append(Files.readString(file));
      }
    }
    for (Rule rule : Rules.ALL) {
      assertThat(tests)
          .as("a case in which %s speaks", rule.id())
          .contains("fires(\"" + rule.id() + "\", Severity.");
      assertThat(tests)
          .as("a near miss of %s", rule.id())
          .contains(".isQuiet(\"" + rule.id() + "\")");
    }
  }

  @Test
  void aHealthyRunHasNothing() {
    assertThat(Rules.diagnose(new Play().run(600).file())).isEmpty();
  }

  @Test
  void whatMattersMostComesFirst() {
    Servers primary = Servers.primary();
    primary.rowLocks = Servers.blocked("insert /* gh-ost `shop`.`orders` */ x");
    List<Finding> found =
        Rules.diagnose(
            new Play()
                .at(1_200_000, 1_000_000)
                .steps(0, 0, 0)
                .backlog("1000/1000")
                .eta("due")
                .run(90)
                .with(Servers.known(primary))
                .file());
    assertThat(found).extracting(Finding::rule).startsWith("D1").contains("D5");
    assertThat(found).isSortedAccordingTo(Comparator.comparing(Finding::severity).reversed());
  }

  @Test
  void whatCannotBeCheckedIsSaidWithTheReason() {
    List<Unchecked> unchecked = Unchecked.of(new Play().run(120).file());
    assertThat(unchecked)
        .filteredOn(one -> one.input() == Input.MYSQL)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rules()).contains("D13", "D27", "D33").doesNotContain("D1", "D12");
          assertThat(one.dimmed()).contains("D1", "D12");
        });
    assertThat(unchecked).extracting(Unchecked::input).doesNotContain(Input.COURSE);
    assertThat(Unchecked.of(new Play().run(30).file()))
        .filteredOn(one -> one.input() == Input.COURSE)
        .singleElement()
        .satisfies(one -> assertThat(one.rules()).containsExactly("D1", "D2", "D3", "D4", "D15"));
  }

  @Test
  void whySoSlowTellsForHowLongNothingMoved() {
    CaseFile file =
        new Play()
            .run(30)
            .steps(0, 0, 500)
            .run(15)
            .steps(5_000, 10, 500)
            .run(20)
            .logged("INFO", "executing gh-ost-on-batch-copy-retry hook: /hooks/x")
            .logged("INFO", "executing hook: /hooks/gh-ost-on-batch-copy-retry")
            .file();
    assertThat(Diagnosis.of(file, List.of(), _ -> null, List.of()).time())
        .contains(
            Phrase.of("doctor.slow.stood", "15s", "15s"), Phrase.of("doctor.slow.retried", "1"));
    CaseFile steady = new Play().run(60).file();
    assertThat(Diagnosis.of(steady, List.of(), _ -> null, List.of()).time())
        .extracting(Phrase::key)
        .doesNotContain("doctor.slow.stood", "doctor.slow.retried");
  }

  @Test
  void theDiaryKeepsAFindingThatFlickersAndEndsOneThatIsCured() {
    Diary diary = new Diary();
    Finding finding =
        new Play("0", " ").at(1_200_000, 1_000_000).run(20).fires("D5", Severity.INFO);
    Instant start = Play.START;
    assertThat(diary.take(List.of(finding), start)).hasSize(1);
    assertThat(diary.take(List.of(), start.plusSeconds(10))).isEmpty();
    assertThat(diary.take(List.of(finding), start.plusSeconds(12))).isEmpty();
    assertThat(diary.since("D5")).isEqualTo(start);
    List<FindingRow> over = diary.take(List.of(), start.plusSeconds(40));
    assertThat(over)
        .containsExactly(new FindingRow(start, start.plusSeconds(12), finding))
        .isEqualTo(diary.ended());
  }

  @Test
  void theDocumentIsCurrent() throws IOException {
    Path document = Path.of("../docs/diagnosis.md");
    String begin = "<!-- rules: generated, see RulesTest -->\n";
    String end = "<!-- end of rules -->";
    String text = Files.readString(document);
    String table = table();
    String wanted =
        text.substring(0, text.indexOf(begin) + begin.length())
            + table
            + text.substring(text.indexOf(end));
    if (Boolean.getBoolean("ghostwatch.generate")) {
      Files.writeString(document, wanted);
    }
    assertThat(text)
        .as("docs/diagnosis.md: run this test with -Dghostwatch.generate=true")
        .isEqualTo(wanted);
  }

  private static String table() {
    Texts texts = Texts.of(Language.EN);
    List<String> lines = new ArrayList<>();
    lines.add("| rule | finds | needs | tells more with |");
    lines.add("| --- | --- | --- | --- |");
    for (Rule rule : Rules.ALL) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  rule.id(),
                  texts.get(rule.id() + ".rule"),
                  names(rule.needs()),
                  names(rule.uses())));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String names(Set<Input> inputs) {
    return inputs.isEmpty()
        ? "-"
        : inputs.stream()
            .sorted()
            .map(input -> input.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
