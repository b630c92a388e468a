@NullMarked
package dev.mulkko.testbed.load;

import org.jspecify.annotations.NullMarked;
