@NullMarked
package dev.mulkko.cli.lint;

import org.jspecify.annotations.NullMarked;
