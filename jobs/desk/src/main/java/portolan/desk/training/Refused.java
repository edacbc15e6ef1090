// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import portolan.desk.server.Words;
import portolan.training.exercise.TrainingException;

/** Why something cannot be worked with, in the language of who reads it. */
final class Refused {
    private Refused() {}

    static String inWords(Exception fault, Words words) {
        return fault instanceof TrainingException refused && refused.kind() != TrainingException.Kind.OTHER
                ? words.say("class.fault." + refused.kind(), refused.where())
                : String.valueOf(fault.getMessage());
    }
}
