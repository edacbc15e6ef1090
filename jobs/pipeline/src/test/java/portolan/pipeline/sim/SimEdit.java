// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Type;

/** What becomes of a method's code where a fault is planted. */
interface SimEdit {
    MethodVisitor of(MethodVisitor into);

    /** The method does this, and nothing else. */
    static SimEdit instead(Consumer<MethodVisitor> body) {
        return into -> new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitCode() {
                into.visitCode();
                body.accept(into);
                into.visitMaxs(0, 0);
                into.visitEnd();
            }
        };
    }

    static SimEdit nothing() {
        return instead(code -> code.visitInsn(Opcodes.RETURN));
    }

    static SimEdit yes() {
        return instead(code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IRETURN);
        });
    }

    /** What a call returns, on an object and without arguments, is something else: made from what is on top of the stack. */
    static SimEdit insteadOf(String call, Consumer<MethodVisitor> made) {
        return into -> new MethodVisitor(Opcodes.ASM9, into) {
            @Override
            public void visitMethodInsn(int code, String owner, String name, String signature, boolean isInterface) {
                if (name.equals(call) && signature.startsWith("()")) {
                    made.accept(into);
                } else {
                    super.visitMethodInsn(code, owner, name, signature, isInterface);
                }
            }
        };
    }

    static SimEdit always(long value) {
        return instead(code -> {
            code.visitLdcInsn(value);
            code.visitInsn(Opcodes.LRETURN);
        });
    }

    static SimEdit emptyList() {
        return instead(code -> {
            String list = Type.getInternalName(List.class);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, list, "of", "()L" + list + ';', true);
            code.visitInsn(Opcodes.ARETURN);
        });
    }

    static SimEdit emptyMap() {
        return instead(code -> {
            String map = Type.getInternalName(Map.class);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, map, "of", "()L" + map + ';', true);
            code.visitInsn(Opcodes.ARETURN);
        });
    }

    /** It returns what it is given, from this local variable. */
    static SimEdit given(int load, int returning, int local) {
        return instead(code -> {
            code.visitVarInsn(load, local);
            code.visitInsn(returning);
        });
    }

    /** The method does this first. */
    static SimEdit first(Consumer<MethodVisitor> more) {
        return into -> new MethodVisitor(Opcodes.ASM9, into) {
            @Override
            public void visitCode() {
                super.visitCode();
                more.accept(into);
            }
        };
    }

    /** And this before it returns. */
    static SimEdit last(Consumer<MethodVisitor> more) {
        return into -> new MethodVisitor(Opcodes.ASM9, into) {
            @Override
            public void visitInsn(int code) {
                if (code >= Opcodes.IRETURN && code <= Opcodes.RETURN) {
                    more.accept(into);
                }
                super.visitInsn(code);
            }
        };
    }

    /** A call on the object with a text, a value and a number is left out: what comes of it is the value. */
    static SimEdit unchanged(String call) {
        return into -> new MethodVisitor(Opcodes.ASM9, into) {
            @Override
            public void visitMethodInsn(int code, String owner, String name, String signature, boolean isInterface) {
                if (name.equals(call)) {
                    super.visitInsn(Opcodes.POP2);
                    super.visitInsn(Opcodes.DUP_X2);
                    super.visitInsn(Opcodes.POP);
                    super.visitInsn(Opcodes.POP);
                    super.visitInsn(Opcodes.POP);
                } else {
                    super.visitMethodInsn(code, owner, name, signature, isInterface);
                }
            }
        };
    }

    /** A call on an object, which gives nothing back, is left out. */
    static SimEdit without(String call) {
        return into -> new MethodVisitor(Opcodes.ASM9, into) {
            @Override
            public void visitMethodInsn(int code, String owner, String name, String signature, boolean isInterface) {
                if (name.equals(call)) {
                    Type[] given = Type.getArgumentTypes(signature);
                    for (int i = given.length - 1; i >= 0; i--) {
                        super.visitInsn(given[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
                    }
                    super.visitInsn(Opcodes.POP);
                } else {
                    super.visitMethodInsn(code, owner, name, signature, isInterface);
                }
            }
        };
    }

    /** A flag of the object is set. */
    static Consumer<MethodVisitor> set(String owner, String field) {
        return code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitFieldInsn(Opcodes.PUTFIELD, owner.replace('.', '/'), field, "Z");
        };
    }

    /** A number of the object takes the value of a local variable. */
    static Consumer<MethodVisitor> set(String owner, String field, int local) {
        return code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.LLOAD, local);
            code.visitFieldInsn(Opcodes.PUTFIELD, owner.replace('.', '/'), field, "J");
        };
    }
}
