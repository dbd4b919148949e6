package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.expression.Vocabulary;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.text.Lazy;
import java.util.function.Supplier;

/** The fields that rules of each kind may use; each set up when it is first needed. */
public final class Vocabularies {
  private final Supplier<Vocabulary<Subject.OfMigration>> migration =
      new Lazy<>(() -> new Vocabulary<>(Subject.migrationShape()));
  private final Supplier<Vocabulary<Subject.OfServer>> server =
      new Lazy<>(() -> new Vocabulary<>(Subject.serverShape()));
  private final Supplier<Vocabulary<Subject.OfAgent>> agent =
      new Lazy<>(() -> new Vocabulary<>(Subject.agentShape()));

  public Vocabulary<Subject.OfMigration> migration() {
    return migration.get();
  }

  public Vocabulary<Subject.OfServer> server() {
    return server.get();
  }

  public Vocabulary<Subject.OfAgent> agent() {
    return agent.get();
  }
}
