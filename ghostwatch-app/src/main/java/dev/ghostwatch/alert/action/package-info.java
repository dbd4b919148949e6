/**
 * What is done to a migration while a rule fires, with brakes. Changes go through the port {@link
 * dev.ghostwatch.alert.action.Controls}, which the composition root wires to the guard rails and
 * the audit of people's own commands. A tuner that finds values by itself has its place beside
 * {@link dev.ghostwatch.alert.action.Proposal}: it proposes, and the same guards and holds apply.
 */
@NullMarked
package dev.ghostwatch.alert.action;

import org.jspecify.annotations.NullMarked;
