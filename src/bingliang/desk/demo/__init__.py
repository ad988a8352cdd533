"""示范数据: the sample zone's stories, played through the desk's own acts."""
