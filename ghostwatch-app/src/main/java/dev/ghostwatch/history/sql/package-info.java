/**
 * The SQL of the store, the same on SQLite, MariaDB, MySQL and PostgreSQL but for {@link Dialect}.
 */
@NullMarked
package dev.ghostwatch.history.sql;

import org.jspecify.annotations.NullMarked;
