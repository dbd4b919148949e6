/**
 * What comes first: the end of the run, the purge of the binary log it reads, a full volume; and
 * whether its backlog ever drains. Pure functions of figures; what is not known gives null.
 */
@NullMarked
package dev.ghostwatch.insight.forecast;

import org.jspecify.annotations.NullMarked;
