package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers as a test wants, and remembers what it was told and when. */
final class ScriptedReceiver implements Receiver {
  /** What it was told. */
  record Told(String id, Instant at, Delivery outcome) {}

  final List<Told> told = new ArrayList<>();
  private final InstantSource clock;
  private Function<Letter, Delivery> answer = _ -> new Delivery.Delivered();

  ScriptedReceiver(InstantSource clock) {
    this.clock = clock;
  }

  void answers(Function<Letter, Delivery> answer) {
    this.answer = answer;
  }

  @Override
  public Delivery deliver(Letter letter) {
    Delivery outcome = answer.apply(letter);
    told.add(new Told(letter.notification().id(), clock.instant(), outcome));
    return outcome;
  }

  /** What it has taken, in its order. */
  List<String> delivered() {
    return told.stream()
        .filter(each -> each.outcome() instanceof Delivery.Delivered)
        .map(Told::id)
        .toList();
  }
}
