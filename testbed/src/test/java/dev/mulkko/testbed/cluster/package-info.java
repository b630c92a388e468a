@NullMarked
package dev.mulkko.testbed.cluster;

import org.jspecify.annotations.NullMarked;
