@NullMarked
package dev.mulkko.testbed.edge;

import org.jspecify.annotations.NullMarked;
