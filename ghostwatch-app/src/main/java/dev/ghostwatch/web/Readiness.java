package dev.ghostwatch.web;

import java.util.List;

/** Whether the agent does its work. */
@FunctionalInterface
public interface Readiness {
  /** What keeps it from its work, a sentence each; empty when it is ready. */
  List<String> obstacles();
}
