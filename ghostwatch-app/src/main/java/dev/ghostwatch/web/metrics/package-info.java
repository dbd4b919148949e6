/** The agent's figures for Prometheus. */
@NullMarked
package dev.ghostwatch.web.metrics;

import org.jspecify.annotations.NullMarked;
