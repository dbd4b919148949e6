package dev.ghostwatch.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens in one simulated run. A story is data: the same story and the same commands give the
 * same run to the last byte.
 *
 * <p>{@link Stories} has the catalogue; each {@code with…} method returns a copy with one thing
 * changed.
 *
 * @param name its name in the catalogue
 * @param seed feeds all randomness
 * @param table the table and its chunks
 * @param workload the application's changes
 * @param options the command line gh-ost was started with
 * @param incidents what happens on the way
 */
public record Story(
    String name,
    long seed,
    TableModel table,
    Workload workload,
    StartOptions options,
    List<Incident> incidents) {

  public Story {
    incidents = List.copyOf(incidents);
  }

  /** A run of about half an hour in which nothing goes wrong. */
  public static Story healthy() {
    return Stories.byName("healthy");
  }

  /** The same story with another seed. */
  public Story seed(long newSeed) {
    return new Story(name, newSeed, table, workload, options, incidents);
  }

  /** The same story with a table of so many rows. */
  public Story rows(long rows) {
    return withTable(
        new TableModel(
            rows,
            table.estimateFactor(),
            table.counting(),
            table.countTakes(),
            table.chunkOverhead(),
            table.microsPerRow(),
            table.slowing(),
            table.unevenness(),
            table.drift()));
  }

  /** The same story with an optimizer that sees this share of the rows. */
  public Story estimateFactor(double factor) {
    return withTable(
        new TableModel(
            table.rows(),
            factor,
            table.counting(),
            table.countTakes(),
            table.chunkOverhead(),
            table.microsPerRow(),
            table.slowing(),
            table.unevenness(),
            table.drift()));
  }

  /** The same story with rows counted exactly, which takes a while. */
  public Story counting(TableModel.Counting counting, Duration takes) {
    return withTable(
        new TableModel(
            table.rows(),
            table.estimateFactor(),
            counting,
            takes,
            table.chunkOverhead(),
            table.microsPerRow(),
            table.slowing(),
            table.unevenness(),
            table.drift()));
  }

  /** The same story with chunks of another speed. */
  public Story chunks(Duration overhead, double microsPerRow, double slowing) {
    return withTable(
        new TableModel(
            table.rows(),
            table.estimateFactor(),
            table.counting(),
            table.countTakes(),
            overhead,
            microsPerRow,
            slowing,
            table.unevenness(),
            table.drift()));
  }

  /** The same story with another table. */
  public Story withTable(TableModel newTable) {
    return new Story(name, seed, newTable, workload, options, incidents);
  }

  /** The same story with another average rate of changes. */
  public Story changesPerSecond(double rate) {
    return withWorkload(
        new Workload(
            rate,
            workload.swing(),
            workload.period(),
            workload.insertShare(),
            workload.otherBytesPerSecond(),
            workload.batchOverhead(),
            workload.microsPerChange()));
  }

  /** The same story with another workload. */
  public Story withWorkload(Workload newWorkload) {
    return new Story(name, seed, table, newWorkload, options, incidents);
  }

  /** The same story with another command line. */
  public Story withOptions(StartOptions newOptions) {
    return new Story(name, seed, table, workload, newOptions, incidents);
  }

  /** The same story with one more thing happening. */
  public Story and(Incident incident) {
    List<Incident> more = new ArrayList<>(incidents);
    more.add(incident);
    return new Story(name, seed, table, workload, options, more);
  }

  /** The same story under another name. */
  public Story named(String newName) {
    return new Story(newName, seed, table, workload, options, incidents);
  }
}
