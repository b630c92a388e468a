@NullMarked
package dev.mulkko.testbed.shop;

import org.jspecify.annotations.NullMarked;
