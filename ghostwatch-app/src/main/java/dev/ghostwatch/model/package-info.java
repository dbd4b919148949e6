/** What a migration is: identity, samples, rates, life cycle, findings, snapshot. */
@NullMarked
package dev.ghostwatch.model;

import org.jspecify.annotations.NullMarked;
