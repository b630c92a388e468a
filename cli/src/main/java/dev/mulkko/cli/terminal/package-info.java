/** What a person or a script meets: text, tables, colour, exit codes, sentences of failure. */
@NullMarked
package dev.mulkko.cli.terminal;

import org.jspecify.annotations.NullMarked;
