// SPDX-License-Identifier: Apache-2.0
package portolan.training.course;

import java.util.List;

/**
 * A mentor's page for one session, in one language.
 *
 * @param aim what trainees can do after it
 * @param minutes of the whole session, the round and the debrief in it
 * @param say to the group, in this order
 * @param look what to watch for, and to come back to in the debrief
 */
public record Guide(String title, String aim, int minutes, List<String> say, List<String> look) {
    public Guide {
        say = List.copyOf(say);
        look = List.copyOf(look);
    }
}
