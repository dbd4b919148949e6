package dev.ghostwatch.alert.pipeline;

/** A step that decides which alerts of a group are told. It changes nothing. */
@FunctionalInterface
interface Stage {
  Passage pass(Passage passage);
}
