@NullMarked
package dev.mulkko.cli.terminal;

import org.jspecify.annotations.NullMarked;
