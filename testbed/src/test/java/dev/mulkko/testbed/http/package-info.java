@NullMarked
package dev.mulkko.testbed.http;

import org.jspecify.annotations.NullMarked;
