/** Real database servers for tests. */
@org.jspecify.annotations.NullMarked
package dev.ghostwatch.testing.database;
