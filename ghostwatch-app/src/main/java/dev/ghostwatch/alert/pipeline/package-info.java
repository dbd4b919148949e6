/**
 * From an alert to a notification that waits for delivery. An alert is routed and grouped when it
 * comes; when a group is due its alerts go through the stages {@code time intervals, silence,
 * inhibit}, and for each receiver {@code dedup, enqueue, record}. The meaning of it all is that of
 * Alertmanager 0.25; docs/alerts.md lists the differences.
 */
@NullMarked
package dev.ghostwatch.alert.pipeline;

import org.jspecify.annotations.NullMarked;
