# Faults in an operator's own message files
words-unreadable = This file cannot be opened: { $detail }
words-syntax = This is not written as it should be: { $detail }
words-twice = “{ $message }” stands twice; keep one
words-empty = “{ $message }” has no words
words-argument = “{ $message }” uses { $argument }, which does not exist
