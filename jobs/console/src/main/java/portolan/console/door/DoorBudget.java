// SPDX-License-Identifier: Apache-2.0
package portolan.console.door;

import java.time.Duration;

/**
 * What one door gives, to strangers and to who is known. {@code deploy/DOORS.md} is the table of all doors.
 *
 * @param connections open at once; of more, the one of a stranger that has waited longest is closed
 * @param threads of the server
 * @param strangers requests of strangers that are worked on at once
 * @param ofOne requests of one who is known that are worked on at once
 * @param strangerBytes of a stranger's body
 * @param bytes of the body of one who is known
 * @param inMemory bytes of a body that are kept in memory; a larger one is kept in a file
 * @param large such files at once; of more, the one that was begun first is given up
 * @param head for a request's head, and between two requests
 * @param body for a body, beside what the least rate gives
 * @param leastRate bytes a second
 * @param answer for the answer to a stranger
 */
public record DoorBudget(
        int connections,
        int threads,
        int strangers,
        int ofOne,
        int strangerBytes,
        int bytes,
        int inMemory,
        int large,
        Duration head,
        Duration body,
        int leastRate,
        Duration answer) {
    private static final int KIB = 1 << 10;

    /** The desk, and the class: a stranger signs in, and a rule set with all its examples fits. */
    public static final DoorBudget DESK = new DoorBudget(
            1_000,
            250,
            64,
            64,
            4 * KIB,
            4_096 * KIB,
            64 * KIB,
            16,
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            16 * KIB,
            Duration.ofSeconds(20));

    /**
     * What takes messages: nobody is known before the message is whole.
     *
     * @param bytes of a message
     */
    public static DoorBudget gateway(int bytes) {
        return new DoorBudget(
                1_000,
                64,
                32,
                32,
                bytes,
                bytes,
                64 * KIB,
                64,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                64 * KIB,
                Duration.ofMinutes(2));
    }
}
