/** The ad networks' door: SKAdNetwork postbacks. */
@NullMarked
package io.postway.collect.skadnetwork;

import org.jspecify.annotations.NullMarked;
