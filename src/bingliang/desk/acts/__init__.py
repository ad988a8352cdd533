"""办理: every act with its form, its rehearsal and its press."""
