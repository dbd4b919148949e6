package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.alert.store.TextMap;
import dev.ghostwatch.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the states of alerts, so that a restart neither repeats nor forgets. */
public final class RuleStore {
  private static final String WRITE =
      """
      insert or replace into rule_state (rule, labels, phase, since_millis, seen_millis, held_millis,
        starts_millis, ends_millis, title_en, message_en, title_zh, message_zh)
      values (:rule, :labels, :phase, :since, :seen, :held, :starts, :ends, :titleEn, :messageEn,
        :titleZh, :messageZh)
      """;
  private static final String FORGET =
      "delete from rule_state where rule = :rule and labels = :labels";

  private final AlertDatabase database;

  public RuleStore(AlertDatabase database) {
    this.database = database;
  }

  /**
   * Keeps the states that must be, and forgets the others.
   *
   * @throws org.jdbi.v3.core.JdbiException when they cannot be written
   */
  public void keep(Collection<RuleState> states) {
    if (states.isEmpty()) {
      return;
    }
    try (Handle handle = database.handle()) {
      handle.useTransaction(each -> states.forEach(state -> keep(each, state)));
    }
  }

  private static void keep(Handle handle, RuleState state) {
    if (!state.isKept()) {
      handle
          .createUpdate(FORGET)
          .bind("rule", state.rule())
          .bind("labels", TextMap.write(state.labels().values()))
          .execute();
      return;
    }
    AlertText english = state.texts().get(Language.EN);
    AlertText chinese = state.texts().get(Language.ZH);
    handle
        .createUpdate(WRITE)
        .bind("rule", state.rule())
        .bind("labels", TextMap.write(state.labels().values()))
        .bind("phase", state.phase().word())
        .bind("since", state.since().toEpochMilli())
        .bind("seen", state.seenAt().toEpochMilli())
        .bind("held", millis(state.heldAt()))
        .bind("starts", millis(state.startsAt()))
        .bind("ends", millis(state.endsAt()))
        .bind("titleEn", english == null ? null : english.title())
        .bind("messageEn", english == null ? null : english.message())
        .bind("titleZh", chinese == null ? null : chinese.title())
        .bind("messageZh", chinese == null ? null : chinese.message())
        .execute();
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /**
   * What was kept.
   *
   * @throws org.jdbi.v3.core.JdbiException when it cannot be read
   */
  public List<RuleState> kept() {
    try (Handle handle = database.handle()) {
      return handle
          .createQuery("select * from rule_state order by rule, labels")
          .map((row, _) -> state(row))
          .list();
    }
  }

  private static RuleState state(ResultSet row) throws SQLException {
    Labels labels = Labels.of(TextMap.read(row.getString("labels")));
    Map<Language, AlertText> texts = new EnumMap<>(Language.class);
    put(texts, Language.EN, row.getString("title_en"), row.getString("message_en"));
    put(texts, Language.ZH, row.getString("title_zh"), row.getString("message_zh"));
    Phase phase = Phase.INACTIVE;
    for (Phase each : Phase.values()) {
      phase = each.word().equals(row.getString("phase")) ? each : phase;
    }
    return new RuleState(
        row.getString("rule"),
        labels,
        phase,
        Instant.ofEpochMilli(row.getLong("since_millis")),
        Instant.ofEpochMilli(row.getLong("seen_millis")),
        time(row, "held_millis"),
        null,
        time(row, "starts_millis"),
        time(row, "ends_millis"),
        texts);
  }

  private static void put(
      Map<Language, AlertText> texts,
      Language language,
      @Nullable String title,
      @Nullable String message) {
    if (title != null) {
      texts.put(language, new AlertText(title, message == null ? "" : message));
    }
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
