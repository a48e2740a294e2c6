"""Full-text search, saved replies, whom a text is about, what was not delivered."""

import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import replywell.common.ids
import replywell.common.tenancy
from replywell.common.tenancy import guard_room
from replywell.messaging.migrations._search_sql import ALL


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0004_outbound"),
        ("patients", "0002_guard"),
        ("practices", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("name", models.TextField()),
                ("created_at", models.DateTimeField(help_text="Domain time")),
                ("retired_at", models.DateTimeField(help_text="Domain time: no longer offered.", null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SavedWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("version", models.PositiveIntegerField()),
                ("body", models.TextField(blank=True, help_text="With {named} places.")),
                ("at", models.DateTimeField(help_text="Domain time")),
            ],
        ),
        migrations.CreateModel(
            name="TextIndex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="patient",
            field=replywell.common.tenancy.PracticeForeignKey(
                db_constraint=False,
                db_index=False,
                help_text="Whom a person's words are about, where a phone is shared.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="patients.patient",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="settled_at",
            field=models.DateTimeField(help_text="A person has dealt with its failure (domain time).", null=True),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("unread", True)),
                fields=["practice", "-last_message_at"],
                name="conversations_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(
                    ("direction", "out"),
                    ("settled_at__isnull", True),
                    models.Q(
                        ("status__in", ["failed", "undelivered", "unknown"]),
                        models.Q(("author__isnull", False), ("status", "suppressed")),
                        _connector="OR",
                    ),
                ),
                fields=["practice", "-id"],
                name="texts_not_delivered",
            ),
        ),
        migrations.AddField(
            model_name="savedreply",
            name="practice",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="practices.practice",
            ),
        ),
        migrations.AddField(
            model_name="savedwording",
            name="author",
            field=replywell.common.tenancy.PracticeForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="practices.staff",
            ),
        ),
        migrations.AddField(
            model_name="savedwording",
            name="practice",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="practices.practice",
            ),
        ),
        migrations.AddField(
            model_name="savedwording",
            name="reply",
            field=replywell.common.tenancy.PracticeForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="messaging.savedreply",
            ),
        ),
        migrations.AddField(
            model_name="textindex",
            name="message",
            field=replywell.common.tenancy.PracticeForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="messaging.message",
            ),
        ),
        migrations.AddField(
            model_name="textindex",
            name="practice",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="practices.practice",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedreply",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("practice", "name"),
                name="one_saved_reply_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedwording",
            constraint=models.UniqueConstraint(
                fields=("practice", "reply", "language", "version"), name="saved_wording_version"
            ),
        ),
        migrations.AddIndex(
            model_name="textindex",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["words"], name="words_of_texts"),
        ),
        migrations.AddConstraint(
            model_name="textindex",
            constraint=models.UniqueConstraint(fields=("message",), name="a_text_is_indexed_once"),
        ),
        guard_room("messaging", append_only=("SavedWording",)),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in ALL),
    ]
