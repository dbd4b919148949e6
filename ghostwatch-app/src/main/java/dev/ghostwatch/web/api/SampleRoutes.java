package dev.ghostwatch.web.api;

import dev.ghostwatch.document.Json;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/migrations/{id}/samples}: figures by the column, as charts want them. */
public final class SampleRoutes {
  private static final int USUAL_POINTS = 1000;
  private static final int MOST_POINTS = 10_000;
  private static final int LONGEST_STEP = 86_400;

  private final Runs runs;
  private final InstantSource clock;

  /** Of these migrations. */
  public SampleRoutes(Migrations live, Past past, InstantSource clock) {
    this.runs = new Runs(live, past);
    this.clock = clock;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(
                "/api/v1/migrations/{id}/samples",
                Need.READ,
                "Figures of a migration over time, by the column. Where a point stands for several"
                    + " samples, their least and their greatest value are given as two points, so"
                    + " that peaks survive.",
                this::samples)
            .with("from", "date-time", "from this time; from the beginning without it")
            .with("to", "date-time", "to before this time; to the end without it")
            .with("points", "integer", "at most so many: 2 to 10000, usually 1000")
            .with("step", "integer", "a point for so many seconds, instead of points")
            .with(
                "columns",
                "string",
                "names with commas between; what charts need without it. Any column of 'ghostwatch"
                    + " export' can be named, and load1, throttled")
            .gives(Examples.SAMPLES)
            .refuses(400, "The query makes no sense.")
            .refuses(404, "There is no such migration."));
  }

  private void samples(Context request) throws IOException, StoreException, ProblemException {
    Query.Range range = Query.range(request);
    List<Figure> figures = figures(request.queryParam("columns"));
    Runs.Found run = runs.wanted(request);
    int points = Query.whole(request, "points", USUAL_POINTS, 2, MOST_POINTS);
    if (request.queryParam("step") != null) {
      points = pointsOf(Query.whole(request, "step", 1, 1, LONGEST_STEP), range, run);
    }
    Set<Column> columns = EnumSet.noneOf(Column.class);
    figures.forEach(figure -> columns.add(figure.column()));
    Block block =
        run.id() == null
            ? Block.EMPTY
            : runs.past().points(run.id(), range.from(), range.to(), points / 2, columns);
    // Most points of a short range are samples as they were: ask again for as many as may be.
    List<Place> places = places(block, figures);
    if (run.id() != null && places.size() <= points / 2 && isSingle(places)) {
      block = runs.past().points(run.id(), range.from(), range.to(), points, columns);
      places = places(block, figures);
    }
    Block found = block;
    List<Place> shown = places;
    Answers.object(request, json -> write(json, run, range, found, shown, figures));
  }

  private int pointsOf(int step, Query.Range range, Runs.Found run) throws ProblemException {
    Instant from = range.from() == null ? start(run) : range.from();
    Instant to = range.to() == null ? end(run) : range.to();
    long pieces =
        from == null
            ? USUAL_POINTS
            : Math.ceilDiv(Duration.between(from, to).toMillis(), step * 1000L);
    if (pieces * 2 > MOST_POINTS) {
      throw ProblemException.badRequest(
          "Bad query",
          "step="
              + step
              + " would give "
              + pieces * 2
              + " points of this range, more than "
              + MOST_POINTS
              + ". Ask for a shorter range or a longer step.");
    }
    return Math.toIntExact(Math.max(2, pieces * 2));
  }

  private static @Nullable Instant start(Runs.Found run) {
    return run.snapshot() != null
        ? run.snapshot().startedAt()
        : run.past() == null ? null : run.past().row().startedAt();
  }

  private Instant end(Runs.Found run) {
    Instant end = run.past() == null || run.past().last() == null ? null : run.past().last().at();
    return end == null ? clock.instant() : end;
  }

  private static List<Figure> figures(@Nullable String wanted) throws ProblemException {
    if (wanted == null) {
      return Figure.USUAL;
    }
    List<Figure> figures = new ArrayList<>();
    for (String name : wanted.split(",", -1)) {
      if (name.equals("at")) {
        continue;
      }
      Figure figure = Figure.named(name);
      if (figure == null) {
        List<String> names = new ArrayList<>();
        Figure.USUAL.forEach(known -> names.add(known.name()));
        throw ProblemException.badRequest(
            "Bad query",
            "columns names \""
                + name
                + "\", which is none. There are "
                + String.join(", ", names)
                + " and the columns of 'ghostwatch export'.");
      }
      figures.add(figure);
    }
    if (figures.isEmpty()) {
      throw ProblemException.badRequest("Bad query", "columns names no column.");
    }
    return figures;
  }

  /**
   * A point of the answer.
   *
   * @param isPair whether it stands for the least and the greatest of several samples
   */
  private record Place(int point, boolean isPair) {}

  private static boolean isSingle(List<Place> places) {
    return places.stream().noneMatch(Place::isPair);
  }

  private static List<Place> places(Block block, List<Figure> figures) {
    List<Place> places = new ArrayList<>(block.size());
    for (int point = 0; point < block.size(); point++) {
      boolean differs = false;
      for (Figure figure : figures) {
        differs |=
            figure.varies()
                && !Objects.equals(figure.least(block, point), figure.greatest(block, point));
      }
      places.add(new Place(point, differs));
    }
    return places;
  }

  private void write(
      Json json,
      Runs.Found run,
      Query.Range range,
      Block block,
      List<Place> places,
      List<Figure> figures) {
    int last = block.size() - 1;
    json.text("id", run.id());
    json.time("from", range.from() != null ? range.from() : last < 0 ? null : at(block, 0));
    json.time("to", range.to() != null ? range.to() : last < 0 ? null : at(block, last));
    json.decimal(
        "stepSeconds", last < 1 ? null : (block.time(last) - block.time(0)) / 1000.0 / last);
    json.text("source", runs.past().isStored() ? "history" : "live");
    List<String> names = new ArrayList<>(List.of("at"));
    figures.forEach(figure -> names.add(figure.name()));
    json.texts("columns", names);
    json.arrayOf(
        "data",
        () -> {
          json.elements(() -> times(json, block, places));
          for (Figure figure : figures) {
            json.elements(() -> column(json, figure, block, places));
          }
        });
  }

  private static Instant at(Block block, int point) {
    return Instant.ofEpochMilli(block.time(point));
  }

  /** The greatest of a pair stands half-way to the next point. */
  private static void times(Json json, Block block, List<Place> places) {
    for (Place place : places) {
      long time = block.time(place.point());
      json.element(time / 1000.0);
      if (place.isPair()) {
        int next = place.point() + 1;
        long width =
            next < block.size()
                ? block.time(next) - time
                : place.point() > 0 ? time - block.time(place.point() - 1) : 1000;
        json.element((time + Math.max(1, width / 2)) / 1000.0);
      }
    }
  }

  private static void column(Json json, Figure figure, Block block, List<Place> places) {
    for (Place place : places) {
      json.element(figure.least(block, place.point()));
      if (place.isPair()) {
        json.element(figure.greatest(block, place.point()));
      }
    }
  }
}
