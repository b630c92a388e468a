/**
 * The command line: kubectl-mulkko. It reads, asks for acts by RolloutActions, and writes nothing
 * else but what its user named.
 */
@NullMarked
package dev.mulkko.cli;

import org.jspecify.annotations.NullMarked;
