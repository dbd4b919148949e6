package dev.ghostwatch.source.statsd;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.statsd.StatsdSeries;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells whose metrics are whose. gh-ost names neither table nor database in them, so in this order:
 * tags that name the table, the tags that exactly one gh-ost was started with, and at last, when
 * exactly one gh-ost sends here, that one.
 *
 * @param listener where is listened, as {@link StatsdListener#address} tells
 * @param databaseTags keys of tags that hold the database
 * @param tableTags keys of tags that hold the table
 * @param migrationTags keys of tags that hold {@code database.table} or the caller's name
 */
public record StatsdOwners(
    String listener, Set<String> databaseTags, Set<String> tableTags, Set<String> migrationTags) {
  public StatsdOwners {
    databaseTags = Set.copyOf(databaseTags);
    tableTags = Set.copyOf(tableTags);
    migrationTags = Set.copyOf(migrationTags);
  }

  /** With the keys that are used unless told otherwise. */
  public static StatsdOwners of(String listener) {
    return new StatsdOwners(
        listener, Set.of("db", "database", "schema"), Set.of("table"), Set.of("migration"));
  }

  public StatsdAssignment owner(StatsdSeries series, List<StatsdCandidate> running) {
    if (isNamed(series)) {
      List<StatsdCandidate> named = matching(running, candidate -> isNamed(series, candidate));
      return named.size() == 1
          ? new StatsdAssignment.To(named.getFirst())
          : unknown(series, "name " + (named.isEmpty() ? "no" : "several") + " running migrations");
    }
    List<StatsdCandidate> sending =
        matching(running, candidate -> StatsdAddress.leadsTo(candidate.address(), listener));
    List<StatsdCandidate> tagged =
        matching(
            sending,
            candidate ->
                !candidate.tags().isEmpty()
                    && Set.copyOf(series.tags()).equals(Set.copyOf(candidate.tags())));
    List<StatsdCandidate> best = tagged.isEmpty() ? sending : tagged;
    if (best.size() == 1) {
      return new StatsdAssignment.To(best.getFirst());
    }
    return unknown(
        series,
        best.isEmpty()
            ? "come from a gh-ost that is not seen to send here"
            : "may belong to each of " + best.size() + " migrations");
  }

  private boolean isNamed(StatsdSeries series) {
    return series.tags().stream()
        .map(StatsdOwners::key)
        .anyMatch(key -> tableTags.contains(key) || migrationTags.contains(key));
  }

  private boolean isNamed(StatsdSeries series, StatsdCandidate candidate) {
    TableName table = candidate.table();
    for (String tag : series.tags()) {
      String key = key(tag);
      String value = tag.length() > key.length() ? tag.substring(key.length() + 1) : "";
      boolean isRight =
          (!databaseTags.contains(key) || (table != null && value.equals(table.database())))
              && (!tableTags.contains(key) || (table != null && value.equals(table.table())))
              && (!migrationTags.contains(key)
                  || value.equals(candidate.name())
                  || (table != null && value.equals(table.database() + "." + table.table())));
      if (!isRight) {
        return false;
      }
    }
    return true;
  }

  private static String key(String tag) {
    int colon = tag.indexOf(':');
    return colon < 0 ? tag : tag.substring(0, colon);
  }

  private static List<StatsdCandidate> matching(
      List<StatsdCandidate> candidates, Predicate<StatsdCandidate> wanted) {
    return candidates.stream().filter(wanted).toList();
  }

  private StatsdAssignment unknown(StatsdSeries series, String why) {
    return new StatsdAssignment.Unknown(
        "StatsD metrics from "
            + series.sender()
            + " with the tags "
            + series.tags()
            + " "
            + why
            + "; they are left out. Start each gh-ost with"
            + " --statsd-tags=migration:DATABASE.TABLE");
  }
}
