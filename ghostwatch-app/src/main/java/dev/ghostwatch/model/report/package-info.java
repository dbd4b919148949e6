/** What is told of runs after the fact: their measure, how they compare, and how they trend. */
@NullMarked
package dev.ghostwatch.model.report;

import org.jspecify.annotations.NullMarked;
