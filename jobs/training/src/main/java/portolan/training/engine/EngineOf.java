// SPDX-License-Identifier: Apache-2.0
package portolan.training.engine;

import java.util.Map;
import portolan.training.world.Dealt;

/** What judges a dealt world. */
@FunctionalInterface
public interface EngineOf {
    /** What it makes of each consignment of the window, by key; it sees filings and past outcomes, and no truth. */
    Map<String, Scored> score(Dealt dealt);
}
