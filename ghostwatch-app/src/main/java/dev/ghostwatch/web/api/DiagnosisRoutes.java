package dev.ghostwatch.web.api;

import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.DiagnosisJson;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The whole diagnosis of a migration that runs, for the command line's {@code doctor}. */
public final class DiagnosisRoutes {
  private final Runs runs;
  private final Function<Snapshot, @Nullable Diagnosis> diagnosis;

  /**
   * Of these migrations.
   *
   * @param diagnosis what there is to say of a migration; null of one that is not followed
   */
  public DiagnosisRoutes(
      Migrations live, Past past, Function<Snapshot, @Nullable Diagnosis> diagnosis) {
    this.runs = new Runs(live, past);
    this.diagnosis = diagnosis;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(
                "/api/v1/migrations/{id}/diagnosis",
                Need.READ,
                "What doctor says of a migration that runs; texts as keys, for any language.",
                this::diagnosis)
            .gives("{\"findings\":[]}")
            .refuses(404, "There is no such migration, or it is no longer followed."));
  }

  private void diagnosis(Context request) throws IOException, StoreException, ProblemException {
    Snapshot found = runs.running(request);
    Diagnosis said = diagnosis.apply(found);
    if (said == null) {
      throw ProblemException.notFound(
          "No diagnosis",
          "The migration "
              + found.table()
              + " is no longer followed. 'ghostwatch doctor' with its id reads the history.");
    }
    Answers.object(request, json -> DiagnosisJson.write(json, said));
  }
}
