/** The app back ends' door: sessions and events. */
@NullMarked
package io.postway.collect.activity;

import org.jspecify.annotations.NullMarked;
