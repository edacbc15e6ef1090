// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

/** Some pages that belong together. */
@FunctionalInterface
public interface Screen {
    /** Says what it answers. */
    void addTo(Routes routes);
}
