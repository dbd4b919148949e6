/**
 * Asks MySQL and MariaDB servers, read-only and with time limits: one connection a server, one
 * query at a time.
 */
@NullMarked
package dev.ghostwatch.source.mysql;

import org.jspecify.annotations.NullMarked;
