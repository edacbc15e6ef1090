// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where Flink starts an operator on a task: NullAway takes its fields as set from there on, knowing this name. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Initializer {}
