package dev.ghostwatch.benchmarks.eta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints, as Markdown, how good estimates are over stories of hours. */
public final class EtaTrial {
  private static final int STEP = 31;

  private EtaTrial() {}

  /**
   * Prints the table.
   *
   * @param args how many stories of each kind (5), and the first seed (1)
   */
  public static void main(String[] args) {
    int stories = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    System.out.println("| story | gh-ost | average rate | GhostWatch | truth in the range |");
    System.out.println("| --- | --- | --- | --- | --- |");
    List<Verdict> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Verdict> ofKind = verdicts(kind, stories, seed, STEP);
      all.addAll(ofKind);
      print(kind.title(), Verdict.mean(ofKind));
    }
    print("**all " + all.size() + "**", Verdict.mean(all));
  }

  static List<Verdict> verdicts(Kind kind, int stories, long seed, int step) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < stories; i++) {
      verdicts.add(Verdict.of(new EtaStory(kind, seed + i).play(), step));
    }
    return verdicts;
  }

  private static void print(String title, Verdict verdict) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f | %.0f %% |%n",
        title,
        verdict.ghost(),
        verdict.average(),
        verdict.ours(),
        100 * verdict.within());
  }
}
