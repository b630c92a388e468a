@NullMarked
package dev.mulkko.cli.view;

import org.jspecify.annotations.NullMarked;
