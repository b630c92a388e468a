@NullMarked
package dev.mulkko.cli;

import org.jspecify.annotations.NullMarked;
