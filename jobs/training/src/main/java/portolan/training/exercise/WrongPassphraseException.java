// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

/** A seal does not open with this passphrase; the sealed bytes are as they were written. */
public final class WrongPassphraseException extends TrainingException {
    private static final long serialVersionUID = 1;

    WrongPassphraseException() {
        super(
                Kind.WRONG_PASSPHRASE,
                "",
                "the passphrase does not open this seal: type it as it was typed when the round was opened, capitals too");
    }
}
