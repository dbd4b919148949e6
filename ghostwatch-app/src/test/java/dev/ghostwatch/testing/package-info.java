/** What the tests of this module share: a world of simulated runs, recordings, fake processes. */
package dev.ghostwatch.testing;
