@NullMarked
package dev.mulkko.testbed.node;

import org.jspecify.annotations.NullMarked;
