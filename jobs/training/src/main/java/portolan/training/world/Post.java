// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.Locale;

/** A post that an exercise is set at. */
public enum Post {
    /** Feeder boxes from transshipment ports, and trucks off the ferries. */
    DURRES_PORT,
    /** Trucks in transit with plates and seals, and minutes to decide. */
    VERMICA_ROAD,
    /** Air consolidations: masters and their houses. */
    TIRANA_AIR;

    /** As an exercise writes it: "durres-port". */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The post of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Post labelled(String label) {
        for (Post post : values()) {
            if (post.label().equals(label)) {
                return post;
            }
        }
        throw new IllegalArgumentException("no such post: world=" + label);
    }
}
