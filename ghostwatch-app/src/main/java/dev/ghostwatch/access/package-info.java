/** Who may do what through HTTP: users, API tokens, sessions, and what slows down who guesses. */
@NullMarked
package dev.ghostwatch.access;

import org.jspecify.annotations.NullMarked;
